"""Read mode: the Dutch letter and its English beside each other, to be read and nothing else."""
