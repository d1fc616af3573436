"""Every setting of Sightline; docs/operations.md explains each environment variable."""

from pathlib import Path

import dj_database_url
from csp.constants import NONE, SELF
from django.core.exceptions import ImproperlyConfigured

from config.council import read_colour, read_logo
from config.env import Environment, kept_secret

BASE_DIR = Path(__file__).resolve().parent.parent
VAR_DIR = BASE_DIR / "var"
env = Environment()

# Which kind of place this is
SIGHTLINE_ENV = env.choice("SIGHTLINE_ENV", "development", ("development", "test", "production"))
PRODUCTION = SIGHTLINE_ENV == "production"
DEBUG = env.flag("SIGHTLINE_DEBUG", False)
if PRODUCTION and DEBUG:
    env.faults.append("SIGHTLINE_DEBUG is yes in production. Set SIGHTLINE_DEBUG=no")
SECRET_KEY = env.text(
    "SIGHTLINE_SECRET_KEY",
    None if PRODUCTION else kept_secret(VAR_DIR / "secret-key"),
    pattern=r".{40,}",
    example="at-least-forty-random-characters-kept-private",
)
ALLOWED_HOSTS = env.words(
    "SIGHTLINE_HOSTS",
    None if PRODUCTION else "localhost,127.0.0.1,[::1],testserver",
    example="sightline.council.example",
)
HTTPS = env.flag("SIGHTLINE_HTTPS", PRODUCTION)

# The council
SIGHTLINE_AREA = env.text("SIGHTLINE_AREA", "E10000034", pattern=r"[EX]\d{8}", example="E10000034")
SIGHTLINE_COUNCIL_NAME = env.text(
    "SIGHTLINE_COUNCIL_NAME", "Worcestershire", example="Worcestershire"
)
COUNCIL_LOGO = read_logo(
    "SIGHTLINE_COUNCIL_LOGO", env.optional("SIGHTLINE_COUNCIL_LOGO"), env.faults
)
COUNCIL_COLOUR = read_colour(
    "SIGHTLINE_COUNCIL_COLOUR", env.optional("SIGHTLINE_COUNCIL_COLOUR"), env.faults
)
SIGHTLINE_DEMO_PASSWORD = env.variables.get("SIGHTLINE_DEMO_PASSWORD", "")

# Mail: shown on the console until a server is named
SIGHTLINE_URL = env.text(
    "SIGHTLINE_URL",
    "http://127.0.0.1:8000",
    pattern=r"https?://\S+",
    example="https://sightline.council.example",
)
EMAIL_HOST = env.variables.get("SIGHTLINE_SMTP_HOST", "").strip()
EMAIL_PORT = env.number("SIGHTLINE_SMTP_PORT", 587)
EMAIL_HOST_USER = env.variables.get("SIGHTLINE_SMTP_USER", "")
EMAIL_HOST_PASSWORD = env.variables.get("SIGHTLINE_SMTP_PASSWORD", "")
_SECURITY = env.choice("SIGHTLINE_SMTP_SECURITY", "starttls", ("starttls", "tls", "none"))
EMAIL_USE_TLS, EMAIL_USE_SSL = _SECURITY == "starttls", _SECURITY == "tls"
EMAIL_TIMEOUT = 30
EMAIL_BACKEND = f"django.core.mail.backends.{'smtp' if EMAIL_HOST else 'console'}.EmailBackend"
DEFAULT_FROM_EMAIL = env.text(
    "SIGHTLINE_MAIL_FROM",
    "Sightline <sightline@localhost>",
    pattern=r".+@.+",
    example="Sightline <sightline@council.example>",
)

# Database
DATABASE_URL = env.text(
    "DATABASE_URL",
    f"sqlite:///{VAR_DIR / 'sightline.sqlite3'}",
    pattern=r"(sqlite|postgres|postgresql)://.*",
    example="postgresql://sightline:password@db.council.example/sightline",
)
env.stop_if_faulty()
try:
    DATABASES = {"default": dj_database_url.parse(DATABASE_URL, conn_max_age=60)}
except ValueError as fault:
    raise ImproperlyConfigured(f"DATABASE_URL cannot be read: {fault}") from None
if DATABASES["default"]["ENGINE"].endswith("sqlite3"):
    # Readers never wait for a writer, and a writer waits its turn instead of failing.
    DATABASES["default"]["OPTIONS"] = {
        "transaction_mode": "IMMEDIATE",
        "timeout": 20,
        "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=NORMAL",
    }
    VAR_DIR.mkdir(exist_ok=True)
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

INSTALLED_APPS = [
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.admin.apps.SimpleAdminConfig",
    "whitenoise.runserver_nostatic",
    "django.contrib.staticfiles",
    "allauth",
    "allauth.account",
    "csp",
    "accounts",
    "indicators",
    "indicators.areas",
    "indicators.catalogue",
    "indicators.ledger",
    "indicators.notes",
    "indicators.targets",
    "indicators.importing",
    "indicators.returns",
    "improvement",
    "improvement.boards",
    "dashboard",
    "config",
]

MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "csp.middleware.CSPMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.auth.middleware.LoginRequiredMiddleware",
    "accounts.middleware.RoleRequiredMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "allauth.account.middleware.AccountMiddleware",
]

ROOT_URLCONF = "config.urls"
WSGI_APPLICATION = "config.wsgi.application"

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [BASE_DIR / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "dashboard.context.site",
            ],
        },
    },
]

# Sign-in
AUTH_USER_MODEL = "accounts.User"
AUTHENTICATION_BACKENDS = ["allauth.account.auth_backends.AuthenticationBackend"]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": f"django.contrib.auth.password_validation.{name}"}
    for name in (
        "UserAttributeSimilarityValidator",
        "MinimumLengthValidator",
        "CommonPasswordValidator",
        "NumericPasswordValidator",
    )
]
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "overview"
ACCOUNT_ADAPTER = "accounts.adapter.ClosedAdapter"
ACCOUNT_LOGIN_METHODS = {"username"}
ACCOUNT_SIGNUP_FIELDS = ["username*", "password1*"]
ACCOUNT_EMAIL_VERIFICATION = "none"
ACCOUNT_LOGOUT_REDIRECT_URL = LOGIN_URL
ACCOUNT_SESSION_REMEMBER = False
ACCOUNT_FORMS = {
    "login": "accounts.forms.SignInForm",
    "change_password": "accounts.forms.ChangePasswordForm",
}

# Limits on sign-in attempts must be seen by every process, so the cache is a table.
CACHES = {
    "default": {
        "BACKEND": "django.core.cache.backends.db.DatabaseCache",
        "LOCATION": "sightline_cache",
    }
}
if SIGHTLINE_ENV == "test":
    CACHES["default"] = {"BACKEND": "django.core.cache.backends.locmem.LocMemCache"}
    PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]

# How large a file may be, and whether the site starts long work itself
MAX_UPLOAD_MB = env.number("SIGHTLINE_MAX_UPLOAD_MB", 50)
START_WORK = SIGHTLINE_ENV != "test"
FILE_UPLOAD_HANDLERS = ["dashboard.uploading.OnDisk"]


# Language and time
LANGUAGE_CODE = "en-gb"
TIME_ZONE = "Europe/London"
USE_TZ = True

# Static files: built by `make assets`, collected once, served compressed under hashed names
STATIC_URL = "/static/"
STATIC_ROOT = BASE_DIR / "build" / "collected"
STATICFILES_DIRS = [path for path in [BASE_DIR / "build" / "static"] if path.is_dir()]
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {
        "BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"
        if SIGHTLINE_ENV == "test"
        else "config.static.HashedStaticFiles"
    },
}
WHITENOISE_KEEP_ONLY_HASHED_FILES = True
WHITENOISE_ALLOW_ALL_ORIGINS = False

# What a browser may do with our pages
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [NONE],
        "script-src": [SELF],
        "style-src": [SELF],
        "img-src": [SELF, "blob:"],
        "font-src": [SELF],
        "connect-src": [SELF],
        "form-action": [SELF],
        "base-uri": [NONE],
        "frame-ancestors": [NONE],
    }
}
SECURE_REFERRER_POLICY = "same-origin"
SECURE_CONTENT_TYPE_NOSNIFF = True
X_FRAME_OPTIONS = "DENY"
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_AGE = 12 * 60 * 60
if HTTPS:
    SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
    SECURE_SSL_REDIRECT = True
    SECURE_REDIRECT_EXEMPT = [r"^healthz$"]
    SECURE_HSTS_SECONDS = 365 * 24 * 60 * 60
    SECURE_HSTS_INCLUDE_SUBDOMAINS = True
    SECURE_HSTS_PRELOAD = True
    SESSION_COOKIE_SECURE = True
    CSRF_COOKIE_SECURE = True

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"line": {"format": "{asctime} {levelname} {name}: {message}", "style": "{"}},
    "handlers": {"console": {"class": "logging.StreamHandler", "formatter": "line"}},
    "root": {"handlers": ["console"], "level": "WARNING"},
}
