"""The slow, obvious meaning of every rule, written without looking at its SQL; the engines are held to it."""
