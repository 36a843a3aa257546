/// What people read, in every language of the pages: one key for each sentence, one file for each
/// language.
@NullMarked
package hub.service.words;

import org.jspecify.annotations.NullMarked;
