"""Edit mode: post-editing segment by segment, with the keyboard."""
