/** The write side: commands become events. */
@NullMarked
package io.customer360.command;

import org.jspecify.annotations.NullMarked;
