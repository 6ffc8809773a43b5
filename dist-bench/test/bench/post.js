/** POSTs JSON; resolves with the answer's status once the answer is whole, whatever it says. */
export function post(pool, path, body) {
    return new Promise((resolve, reject) => {
        let status = 0;
        pool.dispatch({ method: 'POST', path, headers: { 'content-type': 'application/json' }, body }, {
            onRequestStart() { },
            onResponseStart(_, statusCode) {
                status = statusCode;
            },
            onResponseData() { },
            onResponseEnd() {
                resolve(status);
            },
            onResponseError(_, error) {
                reject(error);
            },
        });
    });
}
