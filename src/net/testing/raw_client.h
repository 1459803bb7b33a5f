#pragma once

// A client for tests that sends exactly the bytes it is given, right or wrong, and waits for bytes
// or the end of the connection, never for time.

#include "base/descriptor.h"

#include <cstdint>
#include <string>
#include <string_view>

namespace hibari::net {

/// One connection. A failing system call ends the test program.
class RawClient {
  public:
    explicit RawClient(std::uint16_t port, const std::string& address = "127.0.0.1");

    static bool can_connect(std::uint16_t port);

    /// Sends all of it, unless the server closes meanwhile.
    void send(std::string_view bytes);

    /// Everything until the server closes; empty when it closed before.
    std::string read_to_end();

    /// Up to and with the empty line after the fields.
    std::string read_head();

    /// A head and the body that its content-length announces.
    std::string read_response();

    /// The data of one chunk; empty for the last one.
    std::string read_chunk();

    /// Makes the kernel keep few bytes for us.
    void shrink_receive_buffer();

    /// Leaves with a reset instead of an orderly end.
    void reset();

  private:
    bool read_more();
    std::string take(std::size_t size);
    std::string take_through(std::string_view end);

    FileDescriptor socket_;
    std::string pending_;
};

}  // namespace hibari::net
