#pragma once

// The other end of one local connection: frames in, and a bounded queue of frames out.

#include "base/descriptor.h"
#include "store/event_frames.h"

#include <cstdint>
#include <deque>
#include <functional>
#include <memory>
#include <set>
#include <string>
#include <string_view>

namespace hibari::store::detail {

/// What the other end wants to hear. Plain subjects are looked up, only the others tried one by
/// one.
class PatternSet {
  public:
    void add(std::string_view pattern);
    void remove(std::string_view pattern);
    bool cover(std::string_view subject) const;

    std::size_t size() const { return subjects_.size() + wildcards_.size(); }

  private:
    std::set<std::string, std::less<>> subjects_;
    std::set<std::string, std::less<>> wildcards_;
};

/// A connection that never blocks. Not safe from several threads.
class EventPeer {
  public:
    EventPeer(FileDescriptor socket, std::size_t waiting_max)
        : socket_(std::move(socket)), waiting_max_(waiting_max) {}

    int descriptor() const { return socket_.number(); }

    /// Queues a frame that must not be lost (a subscription, an answer). Who makes us queue too
    /// many of them without reading any is cut off by the next read_some.
    void send(std::string bytes);

    /// Queues an event; false when the queue is full: then it is counted as lost.
    bool send_event(std::shared_ptr<const std::string> bytes);

    bool wants_to_write() const { return !waiting_.empty(); }

    /// Writes what the socket takes now; false when the connection is broken.
    bool write_some();

    /// Reads what there is now and hands on whole frames; false when the connection has ended or
    /// sends nonsense.
    bool read_some(const std::function<void(Frame)>& on_frame);

    /// What the other end has subscribed to.
    PatternSet patterns;

  private:
    void tell_losses();

    FileDescriptor socket_;
    std::size_t waiting_max_;
    FrameReader reader_;
    std::deque<std::shared_ptr<const std::string>> waiting_;
    /// Bytes of the first waiting frame that are written.
    std::size_t written_ = 0;
    std::size_t waiting_bytes_ = 0;
    /// Events that found the queue full since the last time this was told.
    std::uint64_t lost_ = 0;
};

}  // namespace hibari::store::detail
