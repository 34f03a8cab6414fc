import { clsx } from "clsx";

export interface Bar {
  /** What the bar stands for, in words: "10:42, 14 events". */
  label: string;
  value: number;
  /** The part of the value that went wrong, drawn in red on top. */
  failed?: number;
}

interface Props {
  bars: readonly Bar[];
  label: string;
  height?: number;
  className?: string;
}

const SLOT = 10;

/** Counts over time; the picture stretches to its box, the numbers are in the label and in each bar's title. */
export function BarChart({ bars, label, height = 48, className }: Props) {
  const top = Math.max(1, ...bars.map((bar) => bar.value));
  return (
    <svg
      role="img"
      aria-label={label}
      viewBox={`0 0 ${Math.max(1, bars.length) * SLOT} ${height}`}
      preserveAspectRatio="none"
      className={clsx("block w-full", className)}
      height={height}
    >
      {bars.map((bar, index) => {
        const whole = bar.value === 0 ? 1 : Math.max(2, (bar.value / top) * height);
        const failed = bar.value === 0 ? 0 : ((bar.failed ?? 0) / bar.value) * whole;
        return (
          <g key={bar.label}>
            <title>{bar.label}</title>
            <rect
              x={index * SLOT + 1}
              width={SLOT - 2}
              y={height - whole}
              height={whole}
              className={bar.value === 0 ? "fill-line" : "fill-accent opacity-45"}
            />
            {failed > 0 ? (
              <rect
                x={index * SLOT + 1}
                width={SLOT - 2}
                y={height - whole}
                height={Math.max(2, failed)}
                className="fill-bad"
              />
            ) : null}
          </g>
        );
      })}
    </svg>
  );
}
