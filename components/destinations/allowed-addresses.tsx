/** Which private addresses may be called; shown only, as a stolen session must not lift this guard. */
export function AllowedAddresses({ entries }: { entries: readonly string[] }) {
  return (
    <div className="flex flex-col gap-2">
      <p>
        Public addresses are called over https, on port 443 and 8000 to 8999. Private ones only if the deployment lists
        them, and then over plain http, too. Cloud metadata, multicast and this installation's own ports are never
        called. The address is looked up once for each attempt and the connection is held to it.
      </p>
      {entries.length === 0 ? (
        <p className="text-faint">No private address is allowed.</p>
      ) : (
        <ul aria-label="Allowed private addresses" className="flex flex-wrap gap-1.5">
          {entries.map((entry) => (
            <li key={entry} className="mono rounded-sm bg-sunken px-2 py-0.5 text-strong">
              {entry}
            </li>
          ))}
        </ul>
      )}
      <p className="text-faint">
        It cannot be changed here: set <code className="mono">SIGNALBOX_ALLOW_PRIVATE</code>, such as{" "}
        <code className="mono">10.1.2.3/32:8080</code>, where Signalbox is deployed, and restart it.
      </p>
    </div>
  );
}
