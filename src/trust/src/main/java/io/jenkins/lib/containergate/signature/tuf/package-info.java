/** The Update Framework: files from repositories that nobody in between can change or hold back unnoticed. */
@NullMarked
package io.jenkins.lib.containergate.signature.tuf;

import org.jspecify.annotations.NullMarked;
