"""Given names that are common in the United Kingdom, to notice somebody's name in what is about to be shared.

Names that are everyday words as well (a month, a virtue, a verb) are left out: they would stop more than they find.
"""

from __future__ import annotations

_NAMES = """
    Aaron Abdul Abigail Adam Adrian Aisha Alan Alex Alexander Alexandra Alice Alison Amanda Amelia Amina Amir Amy
    Andrea Andrew Angela Ann Anna Anne Anthony Arjun Arthur Asha Ayesha Barbara Ben Benjamin Bernard Beth Bethany
    Brenda Brian Bridget Carl Carol Caroline Catherine Charles Charlotte Chloe Christine Christopher Claire Clare
    Colin Craig Daniel Daniela Darren David Dawn Debbie Deborah Denise Derek Diana Diane Donna Doreen Dorothy Dylan
    Edward Eileen Elaine Eleanor Elizabeth Ella Ellie Emily Emma Eric Ethan Evelyn Farah Fatima Fiona Fred Gareth
    Gary Gavin Geoffrey George Georgia Gerald Gillian Gordon Graham Hannah Harold Harry Hasan Hassan Heather Helen
    Henry Holly Hussain Ian Ibrahim Imran Isabella Isla Ivan Jacob Jacqueline James Jamie Jane Janet Janice Jasmine
    Jason Jayden Jean Jennifer Jessica Jill Joan Joanna Joanne John Jonathan Joseph Joshua Joyce Judith Julia Julian
    Julie Karen Kate Katherine Kathleen Katie Keith Kelly Kenneth Kerry Kevin Khadija Kimberley Kyle Laura Lauren
    Lee Leo Lesley Lewis Liam Linda Lisa Lorraine Louise Lucy Luke Lynn Malcolm Manjit Margaret Maria Marie Martin
    Mary Maryam Matthew Maureen Megan Melanie Michael Michelle Mohamed Mohammed Molly Muhammad Nadia Nasreen Natalie
    Natasha Neil Nicholas Nicola Nigel Noah Olivia Omar Oscar Owen Pamela Patricia Paul Paula Pauline Peter Philip
    Phoebe Priya Rachel Raj Rebecca Richard Robert Roger Ronald Rosemary Ruth Ryan Sally Samantha Samuel Sandra
    Sarah Sean Shabana Sharon Sheila Shirley Simon Sophia Sophie Stacey Stanley Stephanie Stephen Steven Stuart
    Susan Suzanne Syed Tariq Teresa Terence Theresa Thomas Timothy Tina Tomasz Tracey Tracy Trevor Valerie Vera
    Veronica Victoria Vincent Wendy William Yasmin Yusuf Yvonne Zainab Zara Zoe
"""
GIVEN_NAMES = frozenset(_NAMES.split())

_PLACES = """
    Act Academy Avenue Building Care Centre Charity Clinic Close College Council Court Foundation Garden Gardens Guide
    Hall Hospital Hospice House Infirmary Institute Lane Law Lodge Panel Park Partnership Pathway Place Project Protocol
    Report Review Road School Scheme Service Services Square Street Surgery Team Trust Unit University Ward Way
"""
AFTER_A_PLACE = frozenset(_PLACES.split())
"""Words after a name that make it the name of a place, a law or a body."""
