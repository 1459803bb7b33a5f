#pragma once

// Clips that everybody may see. A clip is a draft until its maker posts it; what is withheld, what
// has expired and what is of an account that blocked the viewer does not exist for them.

#include "base/clock.h"
#include "base/result.h"
#include "domain/paging.h"
#include "domain/policy_desk.h"
#include "domain/principal.h"
#include "domain/video.h"
#include "store/database.h"
#include "store/job_queue.h"

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace hibari::domain {

struct Post {
    std::string id;
    std::string video;
    std::string account;
    std::string caption;
    std::int64_t created_at_us = 0;
};

struct PostPage {
    std::vector<Post> posts;
    bool has_more = false;
};

inline constexpr std::size_t kCaptionCharactersMax = 2200;

class Posts {
  public:
    /// `policy` judges captions; null for none.
    Posts(store::Database& database, const Clock& clock, const PolicyDesk* policy = nullptr)
        : database_(database), clock_(clock), policy_(policy) {}

    /// Posts a clip of one's own that is there. `already_exists` for one that is posted; else what
    /// check_has_files, the policy about the caption and the owners of likenesses in it say.
    Result<Post> create(const Principal& who, std::string_view video, std::string_view caption);
    Result<void> remove(const Principal& who, std::string_view id);

    Result<Post> find(const Principal& who, std::string_view id);
    /// Newest first, of everybody or of one account.
    Result<PostPage> list(
        const Principal& who, const PageRequest& page, std::string_view account = {}
    );

    /// The clip of a post, with its files there.
    Result<Video> video(const Principal& who, std::string_view id);

  private:
    store::Timestamp now() const;

    store::Database& database_;
    const Clock& clock_;
    const PolicyDesk* policy_;
};

}  // namespace hibari::domain
