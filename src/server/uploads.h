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
#include "trust/c2pa/manifest_info.h"

#include <functional>
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

/// A picture that was sent, and the manifest that it came with (trust/c2pa).
struct UploadedPicture {
    media::Frame frame;
    trust::Ingredient origin;
};

/// A clip as we would have made it; the manifest that it came with is at its end.
struct UploadedClip {
    store::TemporaryFile file;
    media::ClipFormat format = {};
};

/// Plays a clip from its beginning; may be called again.
using ClipPlayer = std::function<Result<void>(media::ClipSink&)>;

class Uploads {
  public:
    explicit Uploads(const Parts& parts) : parts_(parts) {}

    /// The picture that `member`, an InputReference of the contract, stands for. Fails unless it
    /// can be read (`image_unreadable`) and is of that size (`image_size_mismatch`); errors of
    /// Screening::check_picture.
    Result<UploadedPicture> picture(const Sender& from, const Json& member, media::FrameSize size)
        const;

    /// Keeps a picture as a blob; returns its key.
    Result<std::string> keep(const UploadedPicture& picture) const;

    /// The uploaded clip that `member`, a VideoReference of the contract, stands for
    /// (`video_unreadable`; errors of Screening::check_clip).
    Result<UploadedClip> clip(const Sender& from, const Json& member) const;

    /// A way to play that clip into a sink, as often as needed, without ever keeping it: pictures
    /// with their longer side at most `side_max`. The sink's errors come back as they are.
    Result<ClipPlayer> player(const Sender& from, const Json& member, int side_max) const;

    /// A copy of a finished video of one's own.
    Result<UploadedClip> copy_of(const Sender& from, std::string_view video_id) const;

    /// Keeps a clip as a blob; returns its key.
    Result<std::string> keep(const UploadedClip& clip) const;

  private:
    const Parts& parts_;
};

}  // namespace hibari::server
