"""A tree as a spreadsheet to review, for people who live in spreadsheets."""

from woonboom.exports.xlsx.book import cautions, write

__all__ = ["cautions", "write"]
