#include "base/file_descriptor.h"

#include <unistd.h>

namespace hibari {

void FileDescriptor::reset(int value) noexcept {
    // Linux frees the number even when close reports an error, so it is never tried again.
    if (value_ >= 0) {
        close(value_);
    }
    value_ = value;
}

}  // namespace hibari
