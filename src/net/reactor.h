#pragma once

// One thread that waits: for sockets to become readable or writable, for a tick, for work posted by
// other threads. It hides Asio from everybody else. Who reads and writes does so with plain system
// calls that never block, when the reactor says it is worth trying.

#include "base/descriptor.h"

#include <chrono>
#include <functional>
#include <memory>
#include <string>

namespace hibari::net {

/// The waiting thread. Callbacks run on it and must not block or throw.
class Reactor {
  public:
    /// Starts the thread; `name` shows in debuggers.
    explicit Reactor(const std::string& name);

    /// Lets what was posted run, then ends the thread. No Watch of it may be waiting any more.
    ~Reactor();

    Reactor(const Reactor&) = delete;
    Reactor& operator=(const Reactor&) = delete;

    /// Runs `task` on the reactor's thread, soon. Any thread may call it.
    void post(std::function<void()> task);

    /// Runs `task` every `period` from now on. Call once.
    void every(std::chrono::milliseconds period, std::function<void()> task);

  private:
    friend class Watch;
    struct Impl;

    std::unique_ptr<Impl> impl_;
};

/// A descriptor that a reactor watches. To be used on the reactor's thread only.
class Watch {
  public:
    /// Takes a non-blocking socket.
    Watch(Reactor& reactor, FileDescriptor descriptor);
    ~Watch();

    Watch(const Watch&) = delete;
    Watch& operator=(const Watch&) = delete;

    /// For system calls; -1 once closed.
    int number() const;

    /// Calls `callback` once when a read would not block: bytes, an end, or an error. One at a
    /// time.
    void when_readable(std::function<void()> callback);

    /// Calls `callback` once when a write would not block. One at a time.
    void when_writable(std::function<void()> callback);

    /// Forgets the callbacks that wait.
    void cancel();

    /// Forgets the callbacks and closes the descriptor.
    void close();

  private:
    struct Impl;

    std::unique_ptr<Impl> impl_;
};

}  // namespace hibari::net
