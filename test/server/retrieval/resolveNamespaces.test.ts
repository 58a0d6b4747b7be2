// What names mean in languages whose declarations say what namespace they are of, whatever file they are in.

import { checkMeanings as check } from '../../support/meanings.js';

check(
  'Ruby: constants of the modules around, classes that are opened again',
  `//- lib/acme/upload.rb
   require_relative 'retry'
   module Acme
     class Upload < Base
       include Logging
       def initialize(parts)
         @client = Client.new
       end
       def send_all
         Retry.again
         stop
         self.stop
         @client.post
         helper
         log
         Acme::Retry.again
         File.post
       end
       def self.make; end
     end
   end
   //- lib/acme/retry.rb
   module Acme
     module Retry
       def self.again; end
     end
     class Base
       def stop; end
     end
     module Logging
       def log; end
     end
     class Client
       def post; end
     end
   end
   def helper; end
   //- lib/acme/upload/more.rb
   module Acme
     class Upload
       def more
         send_all
       end
     end
   end
   //- bin/main.rb
   require 'acme/upload'
   u = Acme::Upload.new(1)
   u.send_all
   u.more
   Acme::Upload.make`,
  [
    'lib/acme/upload.rb:3 Base → lib/acme/retry.rb Acme.Base 0.80 package',
    'lib/acme/upload.rb:9 Retry → lib/acme/retry.rb Acme.Retry 0.80 package',
    'lib/acme/upload.rb:9 again → lib/acme/retry.rb Acme.Retry.again 0.90 member',
    'lib/acme/upload.rb:10 stop → lib/acme/retry.rb Acme.Base.stop 0.85 member',
    'lib/acme/upload.rb:11 stop → lib/acme/retry.rb Acme.Base.stop 0.85 member',
    'lib/acme/upload.rb:12 post → lib/acme/retry.rb Acme.Client.post 0.90 member',
    'lib/acme/upload.rb:13 helper → lib/acme/retry.rb helper 0.75 import',
    'lib/acme/upload.rb:14 log → lib/acme/retry.rb Acme.Logging.log 0.85 member',
    'lib/acme/upload.rb:15 again → lib/acme/retry.rb Acme.Retry.again 0.90 member',
    'lib/acme/upload.rb:16 post → nothing',
    'lib/acme/upload/more.rb:4 send_all → lib/acme/upload.rb Acme.Upload.send_all 0.90 member',
    'bin/main.rb:3 send_all → lib/acme/upload.rb Acme.Upload.send_all 0.90 member',
    'bin/main.rb:4 more → lib/acme/upload/more.rb Acme.Upload.more 0.90 member',
    'bin/main.rb:5 make → lib/acme/upload.rb Acme.Upload.make 0.90 member',
  ],
);

check(
  'PHP',
  `//- src/Upload.php
   <?php
   namespace Acme\\Up;
   use Acme\\Retry\\Retry;
   use Acme\\Retry\\Policy as P;
   use function Acme\\Retry\\again;
   class Upload extends Base {
     use Logging;
     private Client $client;
     public function __construct() { parent::__construct(); }
     public function send(): void {
       $this->client->post(); $this->stop(); Retry::again(); static::make();
       $p = new P(); $p->hold(); again(); $this->log(); helper(); global_one();
     }
     public static function make(): self { return new self(); }
   }
   //- src/Base.php
   <?php
   namespace Acme\\Up;
   abstract class Base { public function __construct() {} public function stop() {} }
   trait Logging { function log() {} }
   class Client { public function post() {} }
   //- src/Retry/Retry.php
   <?php
   namespace Acme\\Retry;
   class Retry { public static function again() {} }
   class Policy { public function hold() {} }
   function again() {}
   function helper() {}
   //- global.php
   <?php
   function global_one() {}`,
  [
    'src/Upload.php:6 Base → src/Base.php Base 0.80 package',
    'src/Upload.php:9 __construct → src/Base.php Base.__construct 0.85 member',
    'src/Upload.php:11 post → src/Base.php Client.post 0.90 member',
    'src/Upload.php:11 stop → src/Base.php Base.stop 0.85 member',
    'src/Upload.php:11 again → src/Retry/Retry.php Retry.again 0.90 member',
    'src/Upload.php:11 make → src/Upload.php Upload.make 0.90 member',
    'src/Upload.php:12 P → src/Retry/Retry.php Policy 0.90 import',
    'src/Upload.php:12 hold → src/Retry/Retry.php Policy.hold 0.90 member',
    'src/Upload.php:12 again → src/Retry/Retry.php again 0.90 import',
    'src/Upload.php:12 log → src/Base.php Logging.log 0.85 member',
    'src/Upload.php:12 helper → nothing',
    'src/Upload.php:12 global_one → global.php global_one 0.80 package',
  ],
);

check(
  'Kotlin: functions of a package, companions, extensions',
  `//- src/com/acme/Upload.kt
   package com.acme
   import com.acme.retry.again
   import com.acme.retry.Policy as P
   import com.acme.retry.*
   class Upload(private val client: Client) : Base() {
     fun send(part: String) {
       client.post(part)
       stop()
       again()
       P()
       later()
       helper()
       make()
       resend()
     }
     companion object {
       fun make(): Upload = Upload(Client())
     }
   }
   fun Upload.resend() { send("") }
   //- src/com/acme/Base.kt
   package com.acme
   open class Base {
     fun stop() {}
   }
   class Client {
     fun post(part: String) {}
   }
   fun helper() {}
   //- src/com/acme/retry/Retry.kt
   package com.acme.retry
   fun again() {}
   fun later() {}
   class Policy {}
   //- test/com/acme/UploadTest.kt
   package com.acme
   class UploadTest {
     fun works() {
       val u: Upload = Upload.make()
       u.resend()
       later()
     }
   }`,
  [
    'src/com/acme/Upload.kt:5 Base → src/com/acme/Base.kt Base 0.80 package',
    'src/com/acme/Upload.kt:7 post → src/com/acme/Base.kt Client.post 0.90 member',
    'src/com/acme/Upload.kt:8 stop → src/com/acme/Base.kt Base.stop 0.85 member',
    'src/com/acme/Upload.kt:9 again → src/com/acme/retry/Retry.kt again 0.90 import',
    'src/com/acme/Upload.kt:10 P → src/com/acme/retry/Retry.kt Policy 0.90 import',
    'src/com/acme/Upload.kt:11 later → src/com/acme/retry/Retry.kt later 0.75 import',
    'src/com/acme/Upload.kt:12 helper → src/com/acme/Base.kt helper 0.80 package',
    'src/com/acme/Upload.kt:13 make → src/com/acme/Upload.kt Upload.companion.make 0.90 member',
    'src/com/acme/Upload.kt:14 resend → src/com/acme/Upload.kt resend 0.90 member',
    'src/com/acme/Upload.kt:20 send → src/com/acme/Upload.kt Upload.send 0.90 member',
    'test/com/acme/UploadTest.kt:4 make → src/com/acme/Upload.kt Upload.companion.make 0.90 member',
    'test/com/acme/UploadTest.kt:5 resend → src/com/acme/Upload.kt resend 0.90 member',
    'test/com/acme/UploadTest.kt:6 later → nothing',
  ],
);

check(
  'C#: using names a namespace, and a class has parts',
  `//- Up/Upload.cs
   using System;
   using Acme.Retry;
   using static Acme.Retry.Again;
   using R = Acme.Retry.Policy;
   namespace Acme.Up;
   public partial class Upload : Base {
     private readonly Client _client = new Client();
     public void Send(string part) {
       _client.Post(part); this.Stop(); Stop(); base.Stop();
       var p = new Policy(); p.Hold(); Again.Run(); Run(); More(); Console.Post(); new R();
     }
   }
   //- Up/Upload.More.cs
   namespace Acme.Up;
   public partial class Upload { void More() { Send(""); } }
   //- Up/Base.cs
   namespace Acme.Up {
     public class Base { public void Stop() {} }
     class Client { public void Post(string part) {} }
   }
   //- Retry/Policy.cs
   namespace Acme.Retry;
   public class Policy { public void Hold() {} }
   public static class Again { public static void Run() {} }
   //- Other/Main.cs
   namespace Other;
   class Main { void Go() { new Policy(); } }`,
  [
    'Up/Upload.cs:6 Base → Up/Base.cs Acme.Up.Base 0.80 package',
    'Up/Upload.cs:9 Post → Up/Base.cs Acme.Up.Client.Post 0.90 member',
    'Up/Upload.cs:9 Stop → Up/Base.cs Acme.Up.Base.Stop 0.85 member',
    'Up/Upload.cs:9 Stop#2 → Up/Base.cs Acme.Up.Base.Stop 0.85 member',
    'Up/Upload.cs:9 Stop#3 → Up/Base.cs Acme.Up.Base.Stop 0.85 member',
    'Up/Upload.cs:10 Policy → Retry/Policy.cs Policy 0.75 import',
    'Up/Upload.cs:10 Hold → Retry/Policy.cs Policy.Hold 0.90 member',
    'Up/Upload.cs:10 Run → Retry/Policy.cs Again.Run 0.90 member',
    'Up/Upload.cs:10 Run#2 → Retry/Policy.cs Again.Run 0.75 import',
    'Up/Upload.cs:10 More → Up/Upload.More.cs Upload.More 0.90 member',
    'Up/Upload.cs:10 Post → nothing',
    'Up/Upload.cs:10 R → Retry/Policy.cs Policy 0.90 import',
    'Up/Upload.More.cs:2 Send → Up/Upload.cs Upload.Send 0.90 member',
    'Other/Main.cs:2 Policy → nothing',
  ],
);

check(
  'Elixir: modules by their declared names',
  `//- lib/orders.ex
   defmodule Shop.Orders do
     alias Shop.{Price, Cart}
     alias Shop.Retry, as: R
     import Shop.Helpers
     def total(o) do
       Price.of(o)
       R.again()
       Shop.Cart.add(o)
       help()
       hidden()
       __MODULE__.total(o)
       Enum.of(o)
     end
     defp hidden, do: 1
   end
   //- lib/price.ex
   defmodule Shop.Price do
     def of(o), do: o
     def add(o), do: o
   end
   defmodule Shop.Cart do
     def add(o), do: o
     defp hidden, do: 1
   end
   //- lib/retry.ex
   defmodule Shop.Retry do
     def again, do: 1
   end
   defmodule Shop.Helpers do
     def help, do: 1
   end`,
  [
    'lib/orders.ex:6 of → lib/price.ex Shop.Price.of 0.90 member',
    'lib/orders.ex:7 again → lib/retry.ex Shop.Retry.again 0.90 member',
    'lib/orders.ex:8 add → lib/price.ex Shop.Cart.add 0.90 member',
    'lib/orders.ex:9 help → lib/retry.ex Shop.Helpers.help 0.75 import',
    'lib/orders.ex:10 hidden → lib/orders.ex Shop.Orders.hidden 0.95 scope',
    'lib/orders.ex:11 total → lib/orders.ex Shop.Orders.total 0.90 member',
    'lib/orders.ex:12 of → nothing',
  ],
);

check(
  'names of one language mean nothing in another',
  `//- a.sh
   source ./lib.sh
   helper() { echo 1; }
   main() { helper; lib_one; }
   //- lib.sh
   lib_one() { echo; }
   //- schema.sql
   CREATE TABLE orders (id int);
   CREATE FUNCTION helper() RETURNS int AS $$ SELECT 1 $$ LANGUAGE sql;
   //- query.sql
   SELECT helper(), lib_one() FROM orders;`,
  [
    'a.sh:3 helper → a.sh helper 0.95 scope',
    'a.sh:3 lib_one → lib.sh lib_one 0.75 import',
    'query.sql:1 helper → schema.sql helper 0.80 name',
    'query.sql:1 lib_one → nothing',
    'query.sql:1 orders → schema.sql orders 0.80 name',
  ],
);
