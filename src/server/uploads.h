#pragma once

// Pictures and clips that come with a request: as a part of its form, as a file that was uploaded
// before, as an address or inside the JSON. They are strangers' bytes: a locked-up child decodes
// them (media/intake), and what is kept was written by us.

#include "base/json.h"
#include "base/result.h"
#include "domain/principal.h"
#include "media/clip_sink.h"
#include "server/form.h"
#include "server/parts.h"
#include "store/temporary_file.h"

#include <stop_token>
#include <string>
#include <string_view>

namespace hibari::server {

/// Who sent a request, and what came with it.
struct Sender {
    const domain::Principal& who;
    /// Null where no form was sent.
    const Form* form = nullptr;
    std::stop_token stop = {};
};

/// A clip as we would have made it.
struct UploadedClip {
    store::TemporaryFile file;
    media::ClipFormat format = {};
};

class Uploads {
  public:
    explicit Uploads(const Parts& parts) : parts_(parts) {}

    /// The picture that `member`, an InputReference of the contract, stands for. Fails unless it
    /// can be read (`image_unreadable`) and is of that size (`image_size_mismatch`).
    Result<media::Frame> picture(const Sender& from, const Json& member, media::FrameSize size)
        const;

    /// Keeps a picture as a blob; returns its key.
    Result<std::string> keep(const media::Frame& picture) const;

    /// The uploaded clip that `member`, a VideoReference of the contract, stands for
    /// (`video_unreadable`).
    Result<UploadedClip> clip(const Sender& from, const Json& member) const;

    /// A copy of a finished video of one's own.
    Result<UploadedClip> copy_of(const Sender& from, std::string_view video_id) const;

    /// Keeps a clip as a blob; returns its key.
    Result<std::string> keep(const UploadedClip& clip) const;

  private:
    const Parts& parts_;
};

}  // namespace hibari::server
