/** Secrets in one setting: by its name, by its look, in the words of a command, and by every rule of the search. */
@NullMarked
package io.jenkins.lib.containergate.secret.setting;

import org.jspecify.annotations.NullMarked;
