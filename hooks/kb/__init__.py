"""The core of the knowledge base: records in; pages, problems and exports out.

The modules form one direction, left to right; each imports only from those before it:

    problems → yamltree → prose → schema → load → parse → rules → check → link → views → pages → site → cli

``load`` is the only one that reads content, ``site`` and ``cli`` are the only ones that write.
"""
