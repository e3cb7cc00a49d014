"""The practice server: a loopback implementation of the API and of its storage, to try and to test the program with.

Standard library and domain only; it shares no wire code with the client, so that neither can hide the other's mistake.
What it checks is the contract, API Gateway's habits and AWS Signature V4; it keeps everything in memory.
"""
