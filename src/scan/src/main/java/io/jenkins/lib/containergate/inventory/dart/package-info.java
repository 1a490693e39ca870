/** Dart packages of pub. */
@NullMarked
package io.jenkins.lib.containergate.inventory.dart;

import org.jspecify.annotations.NullMarked;
