#include "server/held_handlers.h"

#include <algorithm>
#include <utility>

namespace hibari::server {

HeldHandlers::Place::Place(HeldHandlers& all, std::string account)
    : all_(&all), account_(std::move(account)) {}

HeldHandlers::Place::Place(Place&& other) noexcept
    : all_(std::exchange(other.all_, nullptr)), account_(std::move(other.account_)) {}

HeldHandlers::Place::~Place() {
    if (all_ == nullptr) {
        return;
    }
    const std::scoped_lock lock(all_->mutex_);
    --all_->held_;
    const auto mine = all_->by_account_.find(account_);
    if (--mine->second == 0) {
        all_->by_account_.erase(mine);
    }
}

HeldHandlers::HeldHandlers(std::size_t handlers)
    : max_(std::max<std::size_t>(handlers / 2, 1)),
      account_max_(std::max<std::size_t>(max_ / 2, 1)) {}

std::optional<HeldHandlers::Place> HeldHandlers::take(const std::string& account) {
    const std::scoped_lock lock(mutex_);
    const auto mine = by_account_.find(account);
    if (held_ == max_ || (mine != by_account_.end() && mine->second == account_max_)) {
        return std::nullopt;
    }
    ++held_;
    ++by_account_[account];
    return Place(*this, account);
}

}  // namespace hibari::server
