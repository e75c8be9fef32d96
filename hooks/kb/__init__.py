"""The core of the knowledge base: records in; pages, problems and exports out.

A folder is a purpose. The folders form one direction; each imports only from those before it:

    text → content → rules → knowledge → search → views → pages → publish → authoring → importing → outward → commands

``content/load`` is the only one that reads content; ``publish`` and ``commands`` are the only ones that write.
"""
