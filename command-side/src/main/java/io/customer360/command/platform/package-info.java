/** What every write has in common: how commands are sent, what they claim, how they are refused and answered. */
@NullMarked
package io.customer360.command.platform;

import org.jspecify.annotations.NullMarked;
