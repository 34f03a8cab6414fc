/** "99.2 % of 1,284"; never rounds a failure up to 100 %. */
export function deliveredShare({ succeeded, failed }: { succeeded: number; failed: number }): string {
  const total = succeeded + failed;
  if (total === 0) return "no attempts";
  const share = failed === 0 ? "100" : Math.min(99.9, Math.floor((succeeded / total) * 1000) / 10).toString();
  return `${share} % of ${total.toLocaleString("en-GB")}`;
}
