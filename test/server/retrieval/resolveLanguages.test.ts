// What names mean across the files of a small workspace, in languages whose modules are packages and namespaces, and in
// those that write methods outside of their types. TypeScript and Python are in `resolve.test.ts`.

import { checkMeanings as check } from '../../support/meanings.js';

check(
  'Go: folders are packages, methods go by their receiver',
  `//- go.mod
   module example.com/acme/up
   //- upload.go
   package up
   import (
     "fmt"
     "example.com/acme/up/internal/retry"
     r2 "example.com/acme/up/internal/retry"
   )
   type Base struct { name string }
   func (b *Base) Stop() {}
   type Upload[T any] struct {
     Base
     client *Client
   }
   func New() *Upload[int] { return &Upload[int]{} }
   func (u *Upload[T]) Send(part string) {
     retry.Again(func() {})
     r2.Again(nil)
     u.client.Post(part)
     u.Stop()
     u.Send("")
     fmt.Println(part)
     helper()
     split(part)
   }
   func (c *Client) Println() {}
   //- client.go
   package up
   type Client struct{}
   func (c *Client) Post(part string) {}
   func split(p string) {}
   //- internal/retry/retry.go
   package retry
   func Again(work func()) {}
   func helper() {}
   //- cmd/main.go
   package main
   import "example.com/acme/up"
   func main() { up.New(); split("") }`,
  [
    'upload.go:10 Base → upload.go Base 0.95 scope',
    'upload.go:11 Client → client.go Client 0.80 package',
    'upload.go:15 Again → internal/retry/retry.go Again 0.90 import',
    'upload.go:16 Again → internal/retry/retry.go Again 0.90 import',
    'upload.go:17 Post → client.go Post 0.90 member',
    'upload.go:18 Stop → upload.go Stop 0.85 member',
    'upload.go:19 Send → upload.go Send 0.90 member',
    'upload.go:20 Println → nothing',
    'upload.go:21 helper → nothing',
    'upload.go:22 split → client.go split 0.80 package',
    'cmd/main.go:3 New → upload.go New 0.90 import',
    'cmd/main.go:3 split → nothing',
  ],
);

check(
  'Java: packages, also those of tests',
  `//- src/main/java/com/acme/up/Upload.java
   package com.acme.up;
   import com.acme.retry.Retry;
   import com.acme.retry.*;
   import static com.acme.retry.Retry.again;
   import java.util.List;
   public class Upload extends Base implements Target {
     private Client client = new Client();
     public void send(String part) {
       Retry.again();
       again();
       client.post(part);
       stop();
       this.stop();
       super.stop();
       new Policy();
       List.of();
       helper();
       System.out.post();
     }
     class Inner { void run() { send(""); new Upload(); } }
     static void of() {}
   }
   //- src/main/java/com/acme/up/Base.java
   package com.acme.up;
   class Base { void stop() {} }
   interface Target { void send(String part); }
   //- src/main/java/com/acme/up/Client.java
   package com.acme.up;
   class Client { void post(String part) {} }
   //- src/main/java/com/acme/retry/Retry.java
   package com.acme.retry;
   public class Retry { public static void again() {} void helper() {} }
   //- src/main/java/com/acme/retry/Policy.java
   package com.acme.retry;
   public class Policy {}
   //- src/test/java/com/acme/up/UploadTest.java
   package com.acme.up;
   class UploadTest {
     void works() { Upload u = new Upload(); u.send(""); u.stop(); new Policy(); }
   }`,
  [
    'src/main/java/com/acme/up/Upload.java:6 Base → src/main/java/com/acme/up/Base.java Base 0.80 package',
    'src/main/java/com/acme/up/Upload.java:9 Retry → src/main/java/com/acme/retry/Retry.java Retry 0.90 import',
    'src/main/java/com/acme/up/Upload.java:9 again → src/main/java/com/acme/retry/Retry.java Retry.again 0.90 member',
    'src/main/java/com/acme/up/Upload.java:10 again → src/main/java/com/acme/retry/Retry.java Retry.again 0.90 import',
    'src/main/java/com/acme/up/Upload.java:11 client → src/main/java/com/acme/up/Upload.java Upload.client 0.95 scope',
    'src/main/java/com/acme/up/Upload.java:11 post → src/main/java/com/acme/up/Client.java Client.post 0.90 member',
    'src/main/java/com/acme/up/Upload.java:12 stop → src/main/java/com/acme/up/Base.java Base.stop 0.85 member',
    'src/main/java/com/acme/up/Upload.java:13 stop → src/main/java/com/acme/up/Base.java Base.stop 0.85 member',
    'src/main/java/com/acme/up/Upload.java:14 stop → src/main/java/com/acme/up/Base.java Base.stop 0.85 member',
    'src/main/java/com/acme/up/Upload.java:15 Policy → src/main/java/com/acme/retry/Policy.java Policy 0.75 import',
    'src/main/java/com/acme/up/Upload.java:16 of → nothing',
    'src/main/java/com/acme/up/Upload.java:17 helper → nothing',
    'src/main/java/com/acme/up/Upload.java:18 post → nothing',
    'src/main/java/com/acme/up/Upload.java:20 send → src/main/java/com/acme/up/Upload.java Upload.send 0.95 scope',
    'src/main/java/com/acme/up/Upload.java:20 Upload → src/main/java/com/acme/up/Upload.java Upload 0.95 scope',
    'src/test/java/com/acme/up/UploadTest.java:3 Upload → src/main/java/com/acme/up/Upload.java Upload 0.80 package',
    'src/test/java/com/acme/up/UploadTest.java:3 send → src/main/java/com/acme/up/Upload.java Upload.send 0.90 member',
    'src/test/java/com/acme/up/UploadTest.java:3 Policy → nothing',
  ],
);

check(
  'Rust: modules, and blocks that add to a type',
  `//- Cargo.toml
   [package]
   name = "up-load"
   //- src/lib.rs
   pub mod upload;
   mod retry;
   pub use upload::Upload;
   pub use self::retry::again as twice;
   pub fn run() { let u = Upload::new(); u.send(); upload::helper(); twice(); crate::retry::again(); }
   //- src/upload.rs
   use crate::retry::{self, Policy};
   use super::run;
   use std::fmt::Display;
   pub trait Target { fn send(&self); fn stop(&self) { self.send(); } }
   pub struct Upload<'a, T> { policy: Policy, parts: &'a [T] }
   pub enum State { Idle }
   impl<'a, T> Upload<'a, T> {
     pub fn new() -> Self { Self::check(); Upload { policy: Policy::new(), parts: &[] } }
     fn check() {}
     fn go(&self) { self.policy.hold(); self.send(); self.again(); retry::again(); run(); Vec::new(); }
   }
   impl<'a, T> Target for Upload<'a, T> { fn send(&self) { helper(); } }
   impl Display for State { fn fmt(&self) { self.name(); } }
   impl State { fn name(&self) {} }
   pub fn helper() {}
   fn of(s: &State, u: &Upload<u8>) { s.name(); u.go(); u.stop(); }
   //- src/retry.rs
   pub struct Policy;
   impl Policy { pub fn new() -> Policy { Policy } pub fn hold(&self) {} }
   pub fn again() {}
   //- tests/it.rs
   use up_load::upload::{helper, Upload};
   fn works() { let u = Upload::new(); u.go(); helper(); }`,
  [
    "src/lib.rs:5 new → src/upload.rs Upload<'a, T>.new 0.90 member",
    "src/lib.rs:5 send → src/upload.rs Target for Upload<'a, T>.send 0.90 member",
    'src/lib.rs:5 helper → src/upload.rs helper 0.90 import',
    'src/lib.rs:5 twice → src/retry.rs again 0.90 import',
    'src/lib.rs:5 again → src/retry.rs again 0.90 import',
    'src/upload.rs:4 send → src/upload.rs Target.send 0.90 member',
    "src/upload.rs:8 check → src/upload.rs Upload<'a, T>.check 0.90 member",
    'src/upload.rs:8 Upload → src/upload.rs Upload 0.95 scope',
    'src/upload.rs:8 new → src/retry.rs Policy.new 0.90 member',
    'src/upload.rs:10 hold → src/retry.rs Policy.hold 0.90 member',
    "src/upload.rs:10 send → src/upload.rs Target for Upload<'a, T>.send 0.90 member",
    'src/upload.rs:10 again → nothing',
    'src/upload.rs:10 again#2 → src/retry.rs again 0.90 import',
    'src/upload.rs:10 run → src/lib.rs run 0.90 import',
    'src/upload.rs:10 new → nothing',
    'src/upload.rs:13 name → src/upload.rs State.name 0.90 member',
    'src/upload.rs:16 name → src/upload.rs State.name 0.90 member',
    "src/upload.rs:16 go → src/upload.rs Upload<'a, T>.go 0.90 member",
    'src/upload.rs:16 stop → src/upload.rs Target.stop 0.85 member',
    "tests/it.rs:2 go → src/upload.rs Upload<'a, T>.go 0.90 member",
    'tests/it.rs:2 helper → src/upload.rs helper 0.90 import',
  ],
);

check(
  'C: a prototype stands for its definition, static names stay in their file',
  `//- include/upload.h
   struct upload { int parts; };
   int upload_send(struct upload *u);
   static inline int upload_max(void) { return 3; }
   //- src/upload.c
   #include "upload.h"
   static int helper(int n) { return n; }
   static int lonely(int n) { return n; }
   int upload_send(struct upload *u) { return helper(u->parts); }
   int other(void) { return upload_max() + printf("a"); }
   //- src/main.c
   #include "../include/upload.h"
   static int helper(void) { return 1; }
   int main(void) { struct upload u; return upload_send(&u) + helper() + lonely(1) + other(); }`,
  [
    'src/upload.c:4 upload → include/upload.h upload 0.75 import',
    'src/upload.c:4 helper → src/upload.c helper 0.95 scope',
    'src/upload.c:5 upload_max → include/upload.h upload_max 0.75 import',
    'src/upload.c:5 printf → nothing',
    'src/main.c:3 upload_send → src/upload.c upload_send 0.75 import',
    'src/main.c:3 helper → src/main.c helper 0.95 scope',
    'src/main.c:3 lonely → nothing',
    'src/main.c:3 other → src/upload.c other 0.80 name',
  ],
);

check(
  'C++: methods outside of their class, namespaces',
  `//- include/upload.hpp
   namespace acme {
   class Base { public: virtual void stop(); };
   template <typename T> class Upload : public Base {
    public:
     Upload();
     void send(T part);
     void run() { send(1); stop(); this->send(2); Upload* other; }
   };
   class Client { public: void post(); };
   void helper();
   }
   //- src/upload.cpp
   #include "upload.hpp"
   namespace acme {
   template <typename T> void Upload<T>::send(T part) { stop(); helper(); Client c; c.post(); this->run(); }
   void Base::stop() {}
   void Client::post() { helper(); }
   void helper() {}
   }
   //- src/main.cpp
   #include "upload.hpp"
   using namespace acme;
   int main() { acme::Upload<int> u; u.send(1); acme::helper(); Client* c = new Client(); c->post(); std::chrono::stop(); }`,
  [
    'include/upload.hpp:7 send → src/upload.cpp acme.Upload<T>::send 0.95 scope',
    'include/upload.hpp:7 stop → src/upload.cpp acme.Base::stop 0.85 member',
    'include/upload.hpp:7 send#2 → src/upload.cpp acme.Upload<T>::send 0.90 member',
    'include/upload.hpp:7 Upload → include/upload.hpp acme.Upload 0.95 scope',
    'src/upload.cpp:3 Upload → include/upload.hpp acme.Upload 0.80 package',
    'src/upload.cpp:3 stop → src/upload.cpp acme.Base::stop 0.85 member',
    'src/upload.cpp:3 helper → src/upload.cpp acme.helper 0.95 scope',
    'src/upload.cpp:3 post → src/upload.cpp acme.Client::post 0.90 member',
    'src/upload.cpp:3 run → include/upload.hpp acme.Upload.run 0.90 member',
    'src/main.cpp:3 send → src/upload.cpp acme.Upload<T>::send 0.90 member',
    'src/main.cpp:3 helper → src/upload.cpp acme.helper 0.90 member',
    'src/main.cpp:3 Client → include/upload.hpp acme.Client 0.75 import',
    'src/main.cpp:3 post → src/upload.cpp acme.Client::post 0.90 member',
    'src/main.cpp:3 stop → nothing',
  ],
);

check(
  'Lua: the table that a file returns',
  `//- upload.lua
   local retry = require("lib.retry")
   local again = require("lib.retry").again
   local Upload = {}
   function Upload.new(parts) local self = setmetatable({}, Upload); return self end
   function Upload:start() self:send(); Upload.new(); retry.again(); helper(); again() end
   function Upload:send() end
   local function helper() end
   return Upload
   //- lib/retry.lua
   local M = {}
   function M.again() end
   function global_one() end
   return M
   //- main.lua
   local Upload = require("upload")
   local u = Upload.new()
   u:start()
   helper()
   global_one()`,
  [
    'upload.lua:5 send → upload.lua Upload:send 0.90 member',
    'upload.lua:5 new → upload.lua Upload.new 0.90 member',
    'upload.lua:5 again → lib/retry.lua M.again 0.90 import',
    'upload.lua:5 again#2 → lib/retry.lua M.again 0.90 import',
    'main.lua:2 new → upload.lua Upload.new 0.90 import',
    'main.lua:3 start → upload.lua Upload:start 0.90 import',
    'main.lua:4 helper → nothing',
    'main.lua:5 global_one → lib/retry.lua global_one 0.80 name',
  ],
);
