"""The two faces of Naast, the command line and the window: they own no logic."""
