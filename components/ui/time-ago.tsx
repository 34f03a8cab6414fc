"use client";

import { Tooltip } from "@base-ui/react/tooltip";
import { useClockText } from "./clock.tsx";
import { formatLocal, formatRelative, formatUtc } from "./format-time.ts";

const handle = Tooltip.createHandle<string>();

interface Props {
  /** ISO 8601. */
  at: string;
  className?: string;
}

/** A relative time; the exact one, in UTC and locally, on hover. */
export function TimeAgo({ at, className = "" }: Props) {
  const text = useClockText((now) => formatRelative(at, now));
  return (
    <Tooltip.Trigger
      handle={handle}
      payload={at}
      render={<time dateTime={at} />}
      className={`whitespace-nowrap ${className}`}
    >
      {text}
    </Tooltip.Trigger>
  );
}

/** The one popup all times share; mounted once. */
export function TimeTooltip() {
  return (
    <Tooltip.Root handle={handle}>
      {({ payload }) => (
        <Tooltip.Portal>
          <Tooltip.Positioner sideOffset={6} className="z-50">
            <Tooltip.Popup className="popup mono px-2.5 py-1.5">
              {payload ? <Exact at={payload} /> : null}
            </Tooltip.Popup>
          </Tooltip.Positioner>
        </Tooltip.Portal>
      )}
    </Tooltip.Root>
  );
}

function Exact({ at }: { at: string }) {
  return (
    <>
      <div className="text-strong">{formatUtc(at)} UTC</div>
      <div className="text-faint">{formatLocal(at)}</div>
    </>
  );
}
