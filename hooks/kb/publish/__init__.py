"""Pages onto the disk: the seam to MkDocs, the policy, the links followed, the swap."""
