package io.jenkins.plugins.containergate.config;

/**
 * Full name of a folder. Upper and lower case are the same here: on some systems they are for Jenkins, and then a policy that
 * is not applied would be the worse mistake.
 *
 * @param text such as {@code teams/payments}
 */
record FolderName(String text) {
    /** The same for all names that are one; as long as the name, because each character is folded by itself. */
    String key() {
        StringBuilder key = new StringBuilder(text.length());
        text.codePoints()
                .map(Character::toUpperCase)
                .map(Character::toLowerCase)
                .forEach(key::appendCodePoint);
        return key.toString();
    }

    boolean holds(String fullName) {
        return new FolderName(fullName).key().startsWith(key() + "/");
    }

    /** Whether it is another item, or is inside it. */
    boolean isOrIsIn(String fullName) {
        return key().equals(new FolderName(fullName).key()) || new FolderName(fullName).holds(text);
    }
}
