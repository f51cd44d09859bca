"""The letter this project began with, installed with it as the sample."""
