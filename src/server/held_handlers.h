#pragma once

// Handlers of requests are few, and some requests hold theirs for long: one that waits for a clip,
// one that fetches a picture from somebody's slow server, one that decodes an upload. Half of the
// handlers may be held like that, and half of those by one account; the others answer the rest.

#include <cstddef>
#include <map>
#include <mutex>
#include <optional>
#include <string>

namespace hibari::server {

class HeldHandlers {
  public:
    /// The right to hold a handler, for as long as it lives; HeldHandlers must live longer.
    class Place {
      public:
        Place(Place&& other) noexcept;
        Place& operator=(Place&&) = delete;
        ~Place();

      private:
        friend class HeldHandlers;

        Place(HeldHandlers& all, std::string account);

        HeldHandlers* all_;
        std::string account_;
    };

    explicit HeldHandlers(std::size_t handlers);

    HeldHandlers(const HeldHandlers&) = delete;
    HeldHandlers& operator=(const HeldHandlers&) = delete;

    /// Nothing when too many are held already. May be called from any thread.
    std::optional<Place> take(const std::string& account);

  private:
    std::size_t max_;
    std::size_t account_max_;
    std::mutex mutex_;
    std::size_t held_ = 0;
    /// Those of accounts that have any.
    std::map<std::string, std::size_t> by_account_;
};

}  // namespace hibari::server
