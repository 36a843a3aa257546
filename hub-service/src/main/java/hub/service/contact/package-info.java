/// Who is told of a P1 or P2, in which words, and how they acknowledge it. Names and addresses are
/// looked up when something is sent, and are neither logged nor stored (design D12).
@NullMarked
package hub.service.contact;

import org.jspecify.annotations.NullMarked;
