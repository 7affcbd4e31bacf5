/** The forms in which names, numbers and words are kept in the indices, and looked for. */
@NullMarked
package io.customer360.query.text;

import org.jspecify.annotations.NullMarked;
