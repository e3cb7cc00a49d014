"""Settings, where they come from and who may set them; provisioning; where a profile keeps what.

`settings.Settings` is the one table: its types, limits, defaults, documentation and policies are read from it.
No secrets (`vault`), no outbox; the registry is reached through a Protocol.
"""
