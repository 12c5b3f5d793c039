"""Builds the people of the walk. Start with assets/build/build_people.py."""
