/**
 * The time in milliseconds that this process has spent on a processor so far. What must cost
 * little is measured by it and not by the clock: other programs on the machine do not count.
 */
export function cpuMs(): number {
  const { user, system } = process.cpuUsage()
  return (user + system) / 1_000
}
