#pragma once

// Bytes that are read at any place: of a file, which may be larger than memory, or of memory.

#include "base/descriptor.h"
#include "base/result.h"

#include <cstdint>
#include <filesystem>
#include <string>
#include <string_view>

namespace hibari::trust {

class ByteSource {
  public:
    virtual ~ByteSource() = default;

    virtual std::uint64_t size() const = 0;

    /// Reads `size` bytes from `offset` into `into`. All of them must be there.
    virtual Result<void> read(std::uint64_t offset, char* into, std::size_t size) = 0;

    /// The same as text, for small pieces. Fails with kDataLoss when they are not all there.
    Result<std::string> piece(std::uint64_t offset, std::size_t size);
};

/// Borrows its bytes.
class MemorySource final : public ByteSource {
  public:
    explicit MemorySource(std::string_view bytes) : bytes_(bytes) {}

    std::uint64_t size() const override { return bytes_.size(); }

    Result<void> read(std::uint64_t offset, char* into, std::size_t size) override;

  private:
    std::string_view bytes_;
};

class FileSource final : public ByteSource {
  public:
    /// Fails when it is no regular file that can be read.
    static Result<FileSource> open(const std::filesystem::path& path);

    std::uint64_t size() const override { return size_; }

    Result<void> read(std::uint64_t offset, char* into, std::size_t size) override;

  private:
    FileDescriptor file_;
    std::filesystem::path path_;
    std::uint64_t size_ = 0;
};

/// Bytes that are written in order, of which some may be written again.
class ByteSink {
  public:
    virtual ~ByteSink() = default;

    virtual Result<void> append(std::string_view bytes) = 0;

    /// Writes over bytes that were appended before.
    virtual Result<void> replace(std::uint64_t offset, std::string_view bytes) = 0;
};

class MemorySink final : public ByteSink {
  public:
    Result<void> append(std::string_view bytes) override;
    Result<void> replace(std::uint64_t offset, std::string_view bytes) override;

    std::string take() { return std::move(bytes_); }

  private:
    std::string bytes_;
};

class FileSink final : public ByteSink {
  public:
    /// Makes the file, or empties it.
    static Result<FileSink> create(const std::filesystem::path& path);

    Result<void> append(std::string_view bytes) override;
    Result<void> replace(std::uint64_t offset, std::string_view bytes) override;

  private:
    FileDescriptor file_;
    std::filesystem::path path_;
    std::uint64_t size_ = 0;
};

}  // namespace hibari::trust
