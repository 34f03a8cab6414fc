/** Every mark an event can carry, with the sentence an operator reads about it. */
export const EVENT_FLAGS = {
  id_conflict: "The provider used this id before for a different body; both events were kept.",
  duplicate_keys: "The body names the same key twice in one object; the last value counts.",
  unsafe_integer: "The body holds an integer too large for most programs to read exactly.",
  lone_surrogate: "A text in the body holds half of a character pair; it is shown as \ufffd.",
  nul: "A text in the body holds a NUL character; it is shown as \u2400.",
  proto_key: "The body holds a key named __proto__; it is treated as an ordinary key.",
  unparsed: "The body, or an id in it, does not have the documented form, so no state was derived from it.",
  unknown_type: "The provider's documentation does not list this event type; the event was kept as sent.",
  no_time: "The event carries no time that can be read; the time of arrival is used instead.",
  future_time:
    "The provider's time lies more than two minutes after arrival; the time of arrival is used for ordering.",
  late: "The provider's time lies more than 24 hours before arrival.",
  id_mismatch: "The resource id differs from the one in the resource's address.",
  env_mismatch: "The resource's address belongs to the other environment (sandbox or production) than this source.",
  probable_retry: "An event with the same meaning arrived shortly before; this is probably a retry under a new id.",
  signature_form: "The signature is right but is written in another form than documented.",
  first_seen_business: "This is the first event about this business from this source.",
  simulated: "The event was produced by the simulator.",
  test: "The event was sent from this console as a test.",
} as const;

export type EventFlag = keyof typeof EVENT_FLAGS;
