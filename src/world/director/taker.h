// Takes over of a changed struct only what was changed in it.
#pragma once

namespace hibari::world {

/// For a struct as it `was` and as it is `now`: the members in which they differ go into another.
template <typename Struct>
class Taker {
  public:
    Taker(Struct& into, const Struct& was, const Struct& now) : into_(into), was_(was), now_(now) {}

    void take(auto member) const {
        if (now_.*member != was_.*member) {
            into_.*member = now_.*member;
        }
    }

  private:
    Struct& into_;
    const Struct& was_;
    const Struct& now_;
};

}  // namespace hibari::world
