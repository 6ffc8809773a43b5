/** How much an account can pay now. */
export function availableCents(account) {
    return account.balanceCents + account.limitCents;
}
