"""The item bank: competences, skills, tutorials, challenges and their variants."""

from bot.content.answers import describe_response, right_response
from bot.content.library import Challenge, Competence, Library, Skill, Topic, Tutorial, render
from bot.content.loader import load
from bot.content.schema import Kind, Needs
from bot.content.variant import File, Picture, Variant

__all__ = [
    "Challenge",
    "Competence",
    "File",
    "Kind",
    "Library",
    "Needs",
    "Picture",
    "Skill",
    "Topic",
    "Tutorial",
    "Variant",
    "describe_response",
    "load",
    "render",
    "right_response",
]
