#pragma once

// Who follows which video. One subscription hears of all videos and hands each piece of news to the
// streams of that one; a timer looks at the rows for what news cannot tell (places in the queue)
// and for what may have been lost. So a listener costs a stream and a map entry, nothing more.

#include "base/result.h"
#include "domain/principal.h"
#include "domain/videos.h"
#include "net/event_stream.h"
#include "store/events.h"

#include <chrono>
#include <condition_variable>
#include <cstdint>
#include <map>
#include <memory>
#include <mutex>
#include <stop_token>
#include <string>
#include <string_view>
#include <thread>
#include <vector>

namespace hibari::server {

class VideoWatch {
  public:
    /// Both outlive it.
    static Result<std::unique_ptr<VideoWatch>> start(domain::Videos& videos, store::Events& events);
    ~VideoWatch();

    VideoWatch(const VideoWatch&) = delete;
    VideoWatch& operator=(const VideoWatch&) = delete;

    /// A stream that tells of the video from its state now until it has ended.
    Result<std::shared_ptr<net::EventStream>> follow(
        const domain::Principal& who, std::string_view id, bool previews
    );

    /// Waits until the video has ended, `patience` is over or `stop` is requested.
    void wait_for_end(
        const domain::Principal& who,
        std::string_view id,
        std::chrono::milliseconds patience,
        std::stop_token stop
    );

    std::size_t listeners() const;

  private:
    struct Listener {
        std::shared_ptr<net::EventStream> stream;
        domain::Principal who;
        bool previews = true;
        /// What it was told last of its place, so that nothing is told twice.
        std::string told;
        /// How far it knows the clip to be. Rows lag behind the news, and progress must not fall.
        std::int64_t progress = 0;
    };

    explicit VideoWatch(domain::Videos& videos) : videos_(videos) {}

    void hear(const store::Event& event);
    void hear_progress(const std::string& id, std::string_view payload);
    void tell_state(const std::string& id);
    void look(const std::stop_token& ended);
    void forget_closed();

    domain::Videos& videos_;
    mutable std::mutex mutex_;
    std::condition_variable_any changed_;
    std::multimap<std::string, std::shared_ptr<Listener>> listeners_;
    /// Counts ends that were heard, for those who wait for one.
    std::uint64_t ends_ = 0;
    /// Videos whose rows are to be looked at soon.
    std::vector<std::string> due_;
    bool lost_ = false;
    std::unique_ptr<store::Subscription> subscription_;
    std::jthread looker_;
};

}  // namespace hibari::server
