#include "base/socket_address.h"

#include "base/files.h"

#include <cerrno>
#include <cstring>
#include <fcntl.h>
#include <string>

namespace hibari {

Result<SocketAddress> socket_address_of(const std::filesystem::path& path) {
    const std::filesystem::path parent = path.has_parent_path() ? path.parent_path() : ".";
    SocketAddress address;
    address.folder = FileDescriptor(::open(parent.c_str(), O_PATH | O_DIRECTORY | O_CLOEXEC));
    if (!address.folder) {
        return fail(file_error("cannot open the folder", parent, errno));
    }
    const std::string text =
        "/proc/self/fd/" + std::to_string(address.folder.number()) + "/" + path.filename().string();
    if (text.size() >= sizeof(address.value.sun_path)) {
        return fail(ErrorCode::kInvalidArgument, "the name of the socket is too long");
    }
    address.value.sun_family = AF_UNIX;
    std::memcpy(address.value.sun_path, text.c_str(), text.size() + 1);
    return address;
}

}  // namespace hibari
