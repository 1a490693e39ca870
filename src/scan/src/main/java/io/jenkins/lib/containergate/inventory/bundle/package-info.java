/** Programs and runtimes that carry libraries of a language inside, in a form that is not read. */
@NullMarked
package io.jenkins.lib.containergate.inventory.bundle;

import org.jspecify.annotations.NullMarked;
