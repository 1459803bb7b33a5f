#pragma once

// The bytes of a request. Small bodies are a string; a large one goes to a file without a name
// while it arrives and is mapped when it is complete, so that memory does not grow with uploads
// and nothing is left behind by a crash. Either way a reader sees one string_view.

#include "base/descriptor.h"
#include "base/result.h"

#include <cstddef>
#include <filesystem>
#include <memory>
#include <string>
#include <string_view>
#include <utility>

namespace hibari::net {

namespace detail {

/// Ends the mapping of a spool file.
struct Unmap {
    std::size_t size_bytes = 0;
    void operator()(const char* start) const noexcept;
};

}  // namespace detail

/// A complete body. Views into it live as long as it does and stay valid when it moves.
class Body {
  public:
    /// Empty.
    Body() = default;

    /// Held in memory.
    explicit Body(std::string bytes) : memory_(std::make_unique<std::string>(std::move(bytes))) {}

    std::string_view view() const {
        if (mapped_) {
            return {mapped_.get(), mapped_.get_deleter().size_bytes};
        }
        return memory_ ? std::string_view(*memory_) : std::string_view();
    }

    bool empty() const { return view().empty(); }

    std::size_t size() const { return view().size(); }

    /// The spool file, for handing the bytes to another process; -1 when they are in memory.
    int file_number() const { return file_.number(); }

  private:
    friend class BodyWriter;

    // Behind a pointer: a string that moves may move its bytes.
    std::unique_ptr<std::string> memory_;
    std::unique_ptr<const char, detail::Unmap> mapped_;
    FileDescriptor file_;
};

/// Collects a body as it arrives.
class BodyWriter {
  public:
    /// Up to `memory_bytes_max` bytes stay in memory; beyond that all of it goes to an unlinked
    /// file in `folder`.
    BodyWriter(std::filesystem::path folder, std::size_t memory_bytes_max);

    /// Adds bytes. Fails with kResourceExhausted when the disk is full.
    Result<void> append(std::string_view bytes);

    std::size_t size() const { return size_; }

    /// The whole. Call once; nothing may be appended afterwards.
    Result<Body> finish();

  private:
    Result<void> open_spool();
    Result<void> spool(std::string_view bytes);

    std::filesystem::path folder_;
    std::size_t memory_bytes_max_;
    std::string memory_;
    std::size_t size_ = 0;
    FileDescriptor file_;
};

}  // namespace hibari::net
