"""The durable, encrypted queue of sign-offs: one SQLite file, its schema, its cipher, its opening and repair.

`store.Store` fulfils `sync.ports.Outbox`. No network, no decisions about states (`sync.machine`), no sentences for
people. Where the outbox's key is kept is the vault's business: it is handed in as `opening.Keys`.
"""
