<?php
/*
 * The first page of the queue as a PHP developer writes it: PDO with a persistent
 * connection and prepared statements, one transaction, htmlspecialchars() around every
 * value, templates in the opcode cache. The statements are those of the program, as
 * recorded; of the frame around the rows what does not change from one visitor to the
 * next is text, which favours this page.
 */
declare(strict_types=1);

require $_SERVER['MADE'] . '/made.php'; // STATEMENTS, ICONS

const KEY = 'the key of form tokens and cursors';
const PAGE = 50;
const ZONES = ['WIB' => 7, 'WITA' => 8, 'WIT' => 9];
const MONTHS = [1 => 'Januari', 'Februari', 'Maret', 'April', 'Mei', 'Juni', 'Juli', 'Agustus',
	'September', 'Oktober', 'November', 'Desember'];
const SHORTS = [1 => 'Jan', 'Feb', 'Mar', 'Apr', 'Mei', 'Jun', 'Jul', 'Agu', 'Sep', 'Okt', 'Nov', 'Des'];
const DAYS = [1 => 'Senin', 'Selasa', 'Rabu', 'Kamis', 'Jumat', 'Sabtu', 'Minggu'];
const KINDS = ['pendaftaran' => 'Pendaftaran baru', 'perubahan' => 'Perubahan', 'penghapusan' => 'Penghapusan'];
const ROLES = ['VERIFIKATOR' => 'Verifikator'];

function e(string|int $value): string
{
	return htmlspecialchars((string)$value, ENT_QUOTES, 'UTF-8');
}

final class Refused extends Exception
{
}

final class Database
{
	private PDO $pdo;
	private array $prepared = [];

	public function __construct(string $path)
	{
		$this->pdo = new PDO('sqlite:' . $path, null, null, [
			PDO::ATTR_PERSISTENT => true,
			PDO::ATTR_ERRMODE => PDO::ERRMODE_EXCEPTION,
			PDO::ATTR_DEFAULT_FETCH_MODE => PDO::FETCH_NUM,
		]);
		$this->pdo->beginTransaction();
	}

	public function all(string $name, array $arguments): array
	{
		$statement = $this->prepared[$name] ??= $this->pdo->prepare(STATEMENTS[$name]);
		foreach ($arguments as $i => $value)
			$statement->bindValue($i + 1, $value, is_int($value) ? PDO::PARAM_INT : PDO::PARAM_STR);
		$statement->execute();
		return $statement->fetchAll();
	}

	public function one(string $name, array $arguments): array
	{
		return $this->all($name, $arguments)[0] ?? throw new Refused($name);
	}

	public function end(): void
	{
		$this->pdo->commit();
	}
}

// ---- how values are shown ----

final class Shown
{
	private int $year;

	public function __construct(private int $now, private int $hours)
	{
		$this->year = (int)gmdate('Y', $now + $hours * 3600);
	}

	private function tag(int $local, string $text): string
	{
		return '<time datetime="' . gmdate('Y-m-d\TH:i:s', $local) . sprintf('+%02d:00">', $this->hours)
			. $text . '</time>';
	}

	public function short(int $at): string
	{
		$local = $at + $this->hours * 3600;
		[$day, $month, $year, $time] = explode(' ', gmdate('j n Y H.i', $local));
		$year = (int)$year === $this->year ? '' : " $year";
		return $this->tag($local, $day . ' ' . SHORTS[(int)$month] . "$year, $time");
	}

	public function now(bool $date, bool $day, string $zone): string
	{
		$local = $this->now + $this->hours * 3600;
		$text = gmdate('H.i', $local) . ' ' . $zone;
		if ($date)
			$text = gmdate('j ', $local) . MONTHS[(int)gmdate('n', $local)] . gmdate(' Y', $local) . " pukul $text";
		if ($day)
			$text = DAYS[(int)gmdate('N', $local)] . ", $text";
		return $this->tag($local, $text);
	}
}

function number(int $n): string
{
	return number_format($n, 0, ',', '.');
}

function initials(string $name): string
{
	$words = preg_split('/ +/', trim($name));
	return implode('', array_map(fn($word) => iconv_substr($word, 0, 1, 'UTF-8'), array_slice($words, 0, 2)));
}

// ---- who asks, and may he ----

function visitor(Database $db, int $now): array
{
	$cookie = $_COOKIE['__Host-sesi'] ?? throw new Refused('no session');
	$session = $db->one('session', [hash('sha256', $cookie), $now - 1800, $now - 43200]);
	$person = $db->one('person', [$session[1]]);
	if ($person[6] !== 'aktif')
		throw new Refused('the account is not active');
	$memberships = $db->all('memberships', [$now, $person[0]]);
	$roles = [];
	foreach ($memberships as $m)
		$roles[] = $m[8];
	$unit = $db->one('kppn', [$memberships[0][3]]);
	$granted = [];
	foreach ($roles as $role)
		foreach ($db->all('grants', [$role, $now]) as [$action, $cell])
			foreach (explode('|', $cell) as $grant)
				$granted[$action][] = $grant;
	if (!isset($granted['2.7']))
		throw new Refused('the role does not claim requests');
	return [
		'person' => $person[0],
		'name' => $person[1],
		'initials' => initials($person[1]),
		'role' => implode(', ', array_map(fn($role) => ROLES[$role], $roles)),
		'kppn' => $unit[0],
		'unit' => $unit[1],
		'detail' => $unit[3],
		'zone' => $unit[4],
		'csrf' => '1:' . hash_hmac('sha256', $cookie, KEY),
		'nonce' => strtr(base64_encode(random_bytes(18)), '+/', '-_'),
	];
}

// ---- the page ----

function figures(Database $db, array $v, int $now, int $hours): array
{
	$today = intdiv($now + $hours * 3600, 86400) * 86400 - $hours * 3600;
	$counts = $db->one('figures', [$v['kppn'], $now, $today + 86400, $v['person'], intdiv($now, 86400)]);
	$counts[] = $db->one('closed', [$v['kppn'], $today])[0];
	return array_combine(['all', 'overdue', 'due_today', 'unclaimed', 'mine', 'waiting_satker', 'done_today'], $counts);
}

function cursor(array $row): string
{
	$position = $row[7] . '.' . $row[0];
	$mark = '1:' . substr(hash_hmac('sha256', "/verifikasi\n$position", KEY), 0, 14);
	$text = fn(string $bytes) => rtrim(strtr(base64_encode($bytes), '+/', '-_'), '=');
	return $text($position) . '.' . $text($mark);
}

/* The list begins with what is late; the office's hours of the others are not counted here. */
function late(int $due, int $now): string
{
	$minutes = $due <= $now ? intdiv($now - $due, 60) : throw new LogicException('a request in time');
	if ($minutes >= 1440)
		return intdiv($minutes, 1440) . ' hari';
	return trim(($minutes >= 60 ? intdiv($minutes, 60) . ' jam ' : '') . ($minutes % 60 || $minutes < 60 ? $minutes % 60 . ' mnt' : ''));
}

function headers(): void
{
	header('Content-Type: text/html; charset=utf-8');
	header('X-Content-Type-Options: nosniff');
	header('Referrer-Policy: same-origin');
	header('Cross-Origin-Opener-Policy: same-origin');
	header('Cross-Origin-Resource-Policy: same-origin');
	header('Permissions-Policy: camera=(), geolocation=(), microphone=()');
	header('Cache-Control: no-store');
	header('Strict-Transport-Security: max-age=31536000');
	header("Content-Security-Policy: default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; "
		. "font-src 'self'; connect-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'; "
		. "manifest-src 'self'");
}

function page(): void
{
	$now = time();
	$db = new Database($_SERVER['DATABASE']);
	$v = visitor($db, $now);
	$hours = ZONES[$v['zone']];
	$f = figures($db, $v, $now, $hours);
	$rows = $db->all('list', [$v['kppn'], 'kppn', '', '', '', '', 0, 0, 0, PAGE + 1, -1, 0]);
	$db->end();

	$shown = new Shown($now, $hours);
	$more = count($rows) > PAGE;
	$rows = array_slice($rows, 0, PAGE);
	$next = $more ? cursor($rows[PAGE - 1]) : '';
	headers();
	require $_SERVER['MADE'] . '/head.php';
	require __DIR__ . '/rows.php';
	require $_SERVER['MADE'] . '/tail.php';
}

try {
	page();
} catch (Refused) {
	http_response_code(403);
}
