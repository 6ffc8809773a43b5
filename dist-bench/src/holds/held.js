export function heldReport({ id, notification, key, since, until }, from, at) {
    return {
        ...{ id, from },
        ...(notification !== undefined && { notification }),
        ...(key !== undefined && { key }),
        since,
        until,
        position: at + 1,
    };
}
