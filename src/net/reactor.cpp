#include "net/reactor.h"

#include "base/check.h"
#include "base/threads.h"

#include <boost/asio/executor_work_guard.hpp>
#include <boost/asio/io_context.hpp>
#include <boost/asio/posix/stream_descriptor.hpp>
#include <boost/asio/post.hpp>
#include <boost/asio/steady_timer.hpp>
#include <csignal>
#include <thread>
#include <utility>

namespace hibari::net {

namespace asio = boost::asio;

namespace {

// sendfile raises SIGPIPE when the client is gone and knows no flag against it; the signal goes to
// the thread that wrote.
void block_broken_pipe() {
    sigset_t signals;
    sigemptyset(&signals);
    sigaddset(&signals, SIGPIPE);
    pthread_sigmask(SIG_BLOCK, &signals, nullptr);
}

}  // namespace

struct Reactor::Impl {
    asio::io_context context{1};  // One thread runs it.
    asio::executor_work_guard<asio::io_context::executor_type> work{context.get_executor()};
    asio::steady_timer timer{context};
    std::chrono::milliseconds period{};
    std::function<void()> on_tick;
    bool is_ending = false;
    std::jthread thread;

    void tick_later() {
        timer.expires_after(period);
        timer.async_wait([this](const boost::system::error_code& error) {
            if (!error && !is_ending) {
                on_tick();
                tick_later();
            }
        });
    }
};

Reactor::Reactor(const std::string& name) : impl_(std::make_unique<Impl>()) {
    impl_->thread = std::jthread([impl = impl_.get(), name] {
        name_this_thread(name);
        block_broken_pipe();
        impl->context.run();
    });
}

Reactor::~Reactor() {
    post([impl = impl_.get()] {
        impl->is_ending = true;
        impl->timer.cancel();
        impl->work.reset();
    });
    impl_->thread.join();
}

void Reactor::post(std::function<void()> task) {
    asio::post(impl_->context, std::move(task));
}

void Reactor::every(std::chrono::milliseconds period, std::function<void()> task) {
    HIBARI_CHECK(period.count() > 0 && task != nullptr, period.count());
    post([impl = impl_.get(), period, task = std::move(task)] {
        HIBARI_CHECK(impl->on_tick == nullptr);
        impl->period = period;
        impl->on_tick = task;
        impl->tick_later();
    });
}

struct Watch::Impl {
    asio::posix::stream_descriptor descriptor;

    void wait(asio::posix::stream_descriptor::wait_type type, std::function<void()> callback) {
        descriptor.async_wait(
            type,
            [callback = std::move(callback)](const boost::system::error_code& error) {
                if (!error) {
                    callback();
                }
            }
        );
    }
};

Watch::Watch(Reactor& reactor, FileDescriptor descriptor)
    : impl_(std::make_unique<Impl>(
          Impl{asio::posix::stream_descriptor(reactor.impl_->context, descriptor.release())}
      )) {}

Watch::~Watch() = default;

int Watch::number() const {
    return impl_->descriptor.is_open() ? impl_->descriptor.native_handle() : -1;
}

void Watch::when_readable(std::function<void()> callback) {
    impl_->wait(asio::posix::stream_descriptor::wait_read, std::move(callback));
}

void Watch::when_writable(std::function<void()> callback) {
    impl_->wait(asio::posix::stream_descriptor::wait_write, std::move(callback));
}

void Watch::cancel() {
    boost::system::error_code ignored;
    impl_->descriptor.cancel(ignored);
}

void Watch::close() {
    boost::system::error_code ignored;
    impl_->descriptor.close(ignored);
}

}  // namespace hibari::net
