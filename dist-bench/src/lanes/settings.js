export function laneSettings(given = {}) {
    const { concurrency = 256, attempts = 5, retryDelayMs = 200, takeOverMs = 10_000, observe } = given;
    const { turnLimitMs = 5 * 60_000, mostCrashes = 3 } = given;
    return {
        ...{ concurrency, attempts, retryDelayMs, turnLimitMs, takeOverMs, observe },
        mostCrashes: Math.max(2, mostCrashes),
    };
}
