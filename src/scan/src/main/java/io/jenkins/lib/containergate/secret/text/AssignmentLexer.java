package io.jenkins.lib.containergate.secret.text;

import java.util.Optional;

/**
 * Recognises assignments by what most languages and file formats have in common, without knowing which one it is:
 * a name, perhaps in quotes or brackets, an operator, a value. Looks at a bounded number of bytes around the name.
 */
public final class AssignmentLexer {
    /** Bytes of a name on either side of the keyword. */
    private static final int NAME = 64;

    private static final CharacterSet NAME_BYTES = Characters.WORD.and("-.$");

    private AssignmentLexer() {}

    /**
     * The assignment to the name around a keyword.
     *
     * @param from position of the keyword
     * @param to position after it
     * @return empty when the keyword is only part of another word, as "key" in "monkey", or nothing is assigned
     */
    public static Optional<Assignment> around(TextWindow text, int from, int to) {
        boolean property = text.at(from - 1) == 'D' && text.at(from - 2) == '-';
        if (!property && insideWord(text, from) || insideWord(text, to)) {
            return Optional.empty();
        }
        int nameStart = text.before(NAME_BYTES, from, from - NAME);
        int nameEnd = text.after(NAME_BYTES, to, to + NAME);
        // the operator of PHP and Perl that appends
        nameEnd -= text.at(nameEnd) == '=' && text.at(nameEnd - 1) == '.' ? 1 : 0;
        AssignedName name = new AssignedName(text, nameStart, nameEnd);
        Optional<Assignment> elsewhere =
                Comparison.of(name).or(() -> TableColumn.created(name)).or(() -> TupleValue.of(name));
        if (elsewhere.isPresent()) {
            return elsewhere;
        }
        Optional<Assignment> column = text.at(nameEnd) == '\t' ? TableColumn.below(name) : Optional.empty();
        if (column.isPresent()) {
            return column;
        }
        Optional<Assignment> own = new OperatorLexer(name).value().map(value -> aliased(name, value));
        return own.filter(value -> !mark(text, value))
                .or(() -> distant(name))
                .or(() -> own)
                .or(() -> TableColumn.below(name));
    }

    /** Whether it may be an anchor or a comment of YAML, and the value be in the lines below. */
    private static boolean mark(TextWindow text, Assignment value) {
        int first = text.at(value.start());
        return !value.quoted() && (first == '&' || first == '#');
    }

    /** What an alias of YAML stands for, at its anchor; the value as it is if it is none. */
    private static Assignment aliased(AssignedName name, Assignment value) {
        TextWindow text = name.text();
        if (value.quoted() || text.at(value.start()) != '*') {
            return value;
        }
        int end = value.start() + 1;
        while (end < value.end() && TextIndex.anchorByte(text.at(end))) {
            end++;
        }
        int anchor = end == value.end() ? text.index().anchor(text.text(value.start() + 1, end), value.start()) : -1;
        return anchor < 0
                ? value
                : new ValueLexer(text, YamlNode.content(text, TextIndex.spaces(text, anchor)), name)
                        .literal(false)
                        .orElse(value);
    }

    private static Optional<Assignment> distant(AssignedName name) {
        int at = DistantValue.position(name);
        return at == DistantValue.NONE
                ? Optional.empty()
                : new ValueLexer(name.text(), YamlNode.content(name.text(), at), name).literal(false);
    }

    /** Whether the word goes on across the position: letters of one case, or a capital and what it begins. After an acronym a capital begins the next word. */
    private static boolean insideWord(TextWindow text, int position) {
        int before = text.at(position - 1);
        int after = text.at(position);
        if (Characters.lower(after)) {
            return Characters.letter(before) && !pluralEnd(text, position);
        }
        return Characters.upper(before)
                && Characters.upper(after)
                && !Characters.lower(text.at(position + 1))
                && !pluralEnd(text, position);
    }

    private static boolean pluralEnd(TextWindow text, int position) {
        int c = text.at(position);
        return (c == 's' || c == 'S') && !Characters.letter(text.at(position + 1));
    }
}
