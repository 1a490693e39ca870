package io.jenkins.lib.containergate.secret.text;

import java.util.Optional;

/** Reads what stands between a name and its value, and the value: an operator, a bracket, a type, a continued line. */
final class OperatorLexer {
    private static final int GAP = 48;
    /** Digits of the length of an array. */
    private static final int ARRAY = 6;

    private static final int MOST_COMMENTS = 2;
    private static final int COMMENT = 200;

    /** What may close a name before its operator. */
    private static final CharacterSet CLOSING = CharacterSet.of("\"'`]\\*)");

    private static final CharacterSet OPERATOR = CharacterSet.of("=:(,~ \t");

    /** Of answer files of Windows and of Spring, within the element that has the name. */
    private static final String VALUE = "<value>";

    private final AssignedName name;
    private final TextWindow text;
    private int position;

    OperatorLexer(AssignedName name) {
        this.name = name;
        this.text = name.text();
        this.position = name.end();
    }

    /** Empty when nothing is assigned. */
    Optional<Assignment> value() {
        position = afterContinuation(position);
        int begin = position > name.end() ? position - 1 : position;
        boolean blankOnly = skipToOperator();
        skipAttributes();
        int operator = text.at(position);
        boolean scope = position == begin && text.startsWith("::", position) && Characters.word(text.at(position + 2));
        int element = operator == '>' ? contentOfElement() : XmlPair.value(name, position);
        if (element >= 0) {
            return new ValueLexer(text, element, name).element();
        }
        Optional<Assignment> argument = ListedValue.afterOption(name, position);
        if (argument.isPresent()) {
            return argument;
        }
        int sign = GivingSign.after(name, position);
        int named = DistantValue.after(name, position);
        int explicit = named >= 0 ? -1 : YamlNode.explicit(name, position);
        if (named >= 0 || explicit >= 0) {
            position = named >= 0 ? YamlNode.content(text, named) : explicit;
        } else if (operator == '='
                || operator == ':'
                || operator == '('
                || operator == ',' && name.argument()
                || operator == '.' && text.at(position + 1) == '=') {
            skipOperator();
            if (matched(begin)) {
                return Optional.empty();
            }
            continueLine(operator);
            int behind = position;
            Optional<Assignment> listed = operator == '('
                    ? Optional.empty()
                    : ListedValue.of(name, behind, operator == ':')
                            .or(() -> NamedValues.of(name, behind, operator == ':'));
            if (listed.isPresent()) {
                return listed;
            }
        } else if (operator == '{' && braced(begin)) {
            // the position is that of the literal
        } else if (sign >= 0) {
            position = sign;
        } else if (operator == '!' && (text.at(position + 1) == '=' || text.at(position + 1) == ':')) {
            // also of TypeScript: password!: string = "..."
            position++;
            skipOperator();
        } else if (operator == '<' && text.at(position + 1) == '<') {
            return HereDocument.of(name, position);
        } else if (operator == '<' && text.at(position + 1) == '-') {
            position += 2;
            skipBlanks();
        } else if (operator == '-' && text.at(position + 1) == ' ' && Characters.quote(text.at(position + 2))) {
            // a list for people: token - 'x'
            position += 2;
        } else if (attribute()) {
            // <add key="password" value="...">: the operator is the next attribute's
        } else if (keyword(operator)) {
            // the position is that of the literal
        } else if (!blankOnly || position == begin || Characters.lineBreak(operator)) {
            return Optional.empty();
        }
        boolean spaced = blankOnly
                && position > begin
                && Characters.blank(text.at(position - 1))
                && !hasOperator(begin, position);
        position = scope ? position : LiteralBeginning.afterType(text, position);
        return literal(spaced);
    }

    /** Of the element at whose end sign this is: its own, or that of an element {@code value} in it. */
    private int contentOfElement() {
        int inner = afterSpace(position + 1);
        // in either case, which startsWith does not forgive
        boolean value = text.indexOf(VALUE, inner, inner + VALUE.length()) == inner;
        return value ? inner + VALUE.length() - 1 : position;
    }

    /** @param spaced whether blanks alone are between the name and the literal */
    private Optional<Assignment> literal(boolean spaced) {
        position = LiteralBeginning.afterPrefix(text, position);
        Optional<Assignment> document = HereDocument.of(name, position);
        if (document.isPresent()) {
            return document;
        }
        int wrapped = spaced ? -1 : WrappedLiteral.position(text, position);
        position = wrapped < 0 ? position : wrapped;
        Optional<Assignment> literal = new ValueLexer(text, position, name).literal(spaced);
        return spaced || literal.filter(Assignment::quoted).isPresent()
                ? literal.map(value -> Fallback.conditional(name, value))
                : Fallback.of(name, position).or(() -> literal);
    }

    /** {@code $token =~ s/^(['"])//}, {@code [[ $token =~ ^x ]]}: a pattern is not a value. A password may begin with a tilde. */
    private boolean matched(int from) {
        int at = from;
        while (at < position && text.at(at) != '~') {
            at++;
        }
        return at > from
                && at < position
                && text.at(at - 1) == '='
                && Characters.blank(text.at(at + 1))
                && !Characters.quote(text.at(position));
    }

    /** Of C++ and C#: {@code std::string password{"..."}}, {@code string Password { get; set; } = "..."}; moves to the literal. */
    private boolean braced(int begin) {
        if (position == begin && Characters.quote(text.at(position + 1))) {
            position++;
            return true;
        }
        int end = text.indexOf("}", position, position + GAP);
        if (end < 0 || text.indexOf("get;", position, end) < 0) {
            return false;
        }
        int at = afterSpace(end + 1);
        int literal = text.at(at) == '=' ? afterSpace(at + 1) : at;
        boolean given = literal > at && Characters.quote(text.at(literal));
        position = given ? literal : position;
        return given;
    }

    private boolean hasOperator(int from, int to) {
        for (int i = from; i < to; i++) {
            if (!Characters.blank(text.at(i))) {
                return true;
            }
        }
        return false;
    }

    /** Over closing quotes, brackets and blanks; whether it was blanks only. A quote after a blank opens the value. */
    private boolean skipToOperator() {
        int limit = position + GAP;
        boolean blankOnly = true;
        while (position < limit) {
            int c = text.at(position);
            if (blankOnly && Characters.quote(c) && Characters.blank(text.at(position - 1))) {
                break;
            }
            if (CLOSING.has(c)) {
                blankOnly = false;
            } else if (c == '[' && blankOnly && array()) {
                blankOnly = false;
            } else if (!Characters.blank(c)) {
                break;
            }
            position++;
        }
        return blankOnly;
    }

    /** Of C: {@code char password[] = "..."}, {@code password[32]}; moves to the digit before the closing bracket. */
    private boolean array() {
        int at = position + 1;
        while (Characters.digit(text.at(at)) && at < position + ARRAY) {
            at++;
        }
        boolean closed = text.at(at) == ']';
        position = closed ? at - 1 : position;
        return closed;
    }

    /** Of an element: {@code <password encrypted="false">}. */
    private void skipAttributes() {
        if (!name.element() || !Characters.blank(text.at(name.end()))) {
            return;
        }
        int at = name.end();
        while (at < name.end() + 2 * GAP && text.at(at) != '>' && !Characters.lineBreak(text.at(at))) {
            at++;
        }
        if (text.at(at) == '>' && text.at(at - 1) != '/') {
            position = at;
        }
    }

    private void skipOperator() {
        int limit = position + GAP;
        int first = text.at(position);
        while (position < limit) {
            int c = text.at(position);
            if (!OPERATOR.has(c)
                    && !(c == '.' && text.at(position + 1) == '=')
                    && !(c == '>' && text.at(position - 1) == '=')) {
                break;
            }
            position++;
        }
        if (first == ':') {
            position = YamlNode.content(text, position);
        }
    }

    /** A literal on the next line, where a formatter breaks long ones; YAML has rules of its own. */
    private void continueLine(int operator) {
        boolean continued = text.at(position) == '\\';
        int at = continued ? position + 1 : position;
        int next = operator != ':' && Characters.lineBreak(text.at(at)) ? afterComments(afterSpace(at)) : position;
        position = next > position && (continued || Characters.quote(text.at(next))) ? next : position;
    }

    /** Over lines that are comments, between a sign and its literal. */
    private int afterComments(int from) {
        int at = from;
        for (int i = 0; i < MOST_COMMENTS && (text.at(at) == '#' || text.startsWith("//", at)); i++) {
            int end = text.indexOf("\n", at, at + COMMENT);
            if (end < 0) {
                return from;
            }
            at = afterSpace(end);
        }
        return at;
    }

    /** Over the sign of a shell that a command goes on in the next line. */
    private int afterContinuation(int from) {
        int sign = text.after(Characters.BLANKS, from, from + GAP);
        boolean continued = sign > from
                && (text.at(sign) == '\\' || text.at(sign) == '`')
                && Characters.lineBreak(text.at(sign + 1));
        int next = continued ? afterSpace(sign + 1) : from;
        return continued && Characters.blank(text.at(next - 1)) ? next : from;
    }

    /** Of Clojure: {@code :password} with its text on the next line; moves to the text. */
    private boolean keyword(int operator) {
        int colon = name.start() - 1;
        if (!Characters.lineBreak(operator) || text.at(colon) != ':' || text.at(colon - 1) == ':') {
            return false;
        }
        int next = Characters.word(text.at(colon - 1)) ? position : afterSpace(position);
        boolean given = text.at(next) == '"';
        position = given ? next : position;
        return given;
    }

    private int afterSpace(int from) {
        return text.after(Characters.SPACE, from, from + GAP);
    }

    private void skipBlanks() {
        position = text.after(Characters.BLANKS, position, position + GAP);
    }

    private boolean attribute() {
        if (text.startsWith("value=", position) || text.startsWith("Value=", position)) {
            position += "value=".length();
            return true;
        }
        return false;
    }
}
